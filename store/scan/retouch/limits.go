package retouch

// What the national interface takes of a scan at most, in bytes (domain.md 1.7
// and 6.8). The interface speaks of KB and does not say which; here one is 1,000
// bytes, the smaller of the two, so that nothing is refused for the difference.
const (
	checkListLimit = 150_000
	otherLimit     = 100_000
)

// SmallLimit returns how many bytes the small copy of a material, see [Small], may
// have: 150 KB for the check list of authenticity (核验单) and 100 KB for the other
// attachments that the interface knows: the host unit's certificate, the documents
// of both persons in charge, the photo of the face-to-face check, the pre-approvals.
// For what it has no place for, such as a domain's certificate, it is the smaller one.
func SmallLimit(material string) int {
	if material == "check_list" {
		return checkListLimit
	}
	return otherLimit
}
