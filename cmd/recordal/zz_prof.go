package main

import (
	"fmt"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"runtime/pprof"
	"syscall"
)

func init() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGUSR1)
	go func() {
		for range c {
			runtime.GC()
			runtime.GC()
			debug.FreeOSMemory()
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			fmt.Fprintf(os.Stderr, "inuse %d sys %d heapsys %d idle %d rel %d stacks %d other %d gcsys %d mspan %d\n", m.HeapInuse>>20, m.Sys>>20, m.HeapSys>>20, m.HeapIdle>>20, m.HeapReleased>>20, m.StackSys>>20, m.OtherSys>>20, m.GCSys>>20, m.MSpanSys>>20)
			f, _ := os.Create("/tmp/heap.prof")
			pprof.WriteHeapProfile(f)
			f.Close()
		}
	}()
}
