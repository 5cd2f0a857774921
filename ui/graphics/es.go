//go:build (gles || arm || arm64) && !darwin

package graphics

import gl "github.com/go-gl/gl/v3.1/gles2"

func renderer() string { return gl.GoStr(gl.GetString(gl.RENDERER)) }
