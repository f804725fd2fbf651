"""Where batches, the state of findings and decisions are kept, with an append-only log of every act."""
