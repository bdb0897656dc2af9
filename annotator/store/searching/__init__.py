"""Finding: what people type as queries of the index, filters as SQL, ids in order, lines."""
