package look

import "strconv"

// The sizes of text that can be chosen, in percent of the usual one.
const (
	Smallest = 90
	Usual    = 100
	Largest  = 200
	step     = 10
)

// Percent reads a size as it is kept in the settings; what is none is the usual one.
func Percent(setting string) int {
	n, err := strconv.Atoi(setting)
	if err != nil || n < Smallest || n > Largest {
		return Usual
	}
	return n - n%step
}

// Next is the size that is so many steps larger, or the nearest there is.
func Next(percent, steps int) int {
	return max(Smallest, min(Largest, percent+steps*step))
}

// Scale is what a size makes of [Look.Scale].
func Scale(percent int) float32 { return float32(percent) / Usual }
