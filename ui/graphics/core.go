//go:build (!gles && !arm && !arm64) || darwin

package graphics

import "github.com/go-gl/gl/v2.1/gl"

func renderer() string { return gl.GoStr(gl.GetString(gl.RENDERER)) }
