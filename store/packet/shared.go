package packet

// MaxBytes is how large a packet may be at the most.
const MaxBytes = maxPacketBytes

// SafeName makes from any text a part of a file name of at most limit bytes that
// Windows, macOS and Linux take and show alike; "" where nothing is left.
func SafeName(text string, limit int) string { return safeName(text, limit) }
