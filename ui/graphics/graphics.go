// Package graphics asks OpenGL what draws the window.
package graphics

// Renderer is the name that OpenGL gives to what draws. It can only be asked while the
// toolkit paints, as in the generator of a raster: at no other time, and on no other
// thread, OpenGL has a window to speak of.
func Renderer() string { return renderer() }
