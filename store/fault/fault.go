// Package fault proves what package store promises: what was acknowledged outlives
// a kill of the program, a power cut, a full disk, a disk that fails and a clock
// that jumps, and for what cannot be done there is a sentence that says so.
//
// Its tests start themselves as programs of their own, which do what people do and
// acknowledge each step; they are killed, traced or kept from their disk, and what
// they leave is held against what they had acknowledged. A scenario is such a
// program and its judge. What they found is printed as a [Table] when the tests end.
//
// What is here beside the tests is the power cut: [ReadTrace] reads the system
// calls of a program, and a [Disk] follows them and tells what would be left.
package fault
