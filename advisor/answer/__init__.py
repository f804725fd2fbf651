"""A question to an answer: understand → retrieve → decide → compose → verify, one public function each."""
