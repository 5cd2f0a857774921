package worth

func (j *judge) striped() {}
