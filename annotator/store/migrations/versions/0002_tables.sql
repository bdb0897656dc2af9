-- Tables and indexes new in the second schema: one statement a line.
CREATE TABLE claim_link ( id INTEGER NOT NULL, uid VARCHAR(36) NOT NULL, from_claim INTEGER NOT NULL, to_claim INTEGER NOT NULL, kind VARCHAR(16) NOT NULL, deleted BOOLEAN NOT NULL, created INTEGER NOT NULL, last_change INTEGER NOT NULL, CONSTRAINT pk_claim_link PRIMARY KEY (id), CONSTRAINT ck_claim_link_kind CHECK (kind IN ('same', 'repeats', 'contradicts', 'updates')), CONSTRAINT ck_claim_link_two_claims CHECK (from_claim <> to_claim), CONSTRAINT uq_claim_link_uid UNIQUE (uid), CONSTRAINT fk_claim_link_from_claim FOREIGN KEY(from_claim) REFERENCES claim (id), CONSTRAINT fk_claim_link_to_claim FOREIGN KEY(to_claim) REFERENCES claim (id), CONSTRAINT fk_claim_link_created FOREIGN KEY(created) REFERENCES history (number), CONSTRAINT fk_claim_link_last_change FOREIGN KEY(last_change) REFERENCES history (number) )
CREATE INDEX ix_claim_link_from_claim ON claim_link (from_claim)
CREATE INDEX ix_claim_link_to_claim ON claim_link (to_claim)
CREATE UNIQUE INDEX uq_claim_link_living ON claim_link (from_claim, to_claim, kind) WHERE deleted = 0
CREATE TABLE saved_filter ( id INTEGER NOT NULL, uid VARCHAR(36) NOT NULL, name VARCHAR NOT NULL, body JSON NOT NULL, deleted BOOLEAN NOT NULL, last_change INTEGER NOT NULL, CONSTRAINT pk_saved_filter PRIMARY KEY (id), CONSTRAINT ck_saved_filter_named CHECK (length(name) > 0), CONSTRAINT uq_saved_filter_uid UNIQUE (uid), CONSTRAINT fk_saved_filter_last_change FOREIGN KEY(last_change) REFERENCES history (number) )
CREATE UNIQUE INDEX uq_saved_filter_living ON saved_filter (lower(name)) WHERE deleted = 0
CREATE TABLE speaker_distinction ( id INTEGER NOT NULL, uid VARCHAR(36) NOT NULL, one INTEGER NOT NULL, other INTEGER NOT NULL, deleted BOOLEAN NOT NULL, last_change INTEGER NOT NULL, CONSTRAINT pk_speaker_distinction PRIMARY KEY (id), CONSTRAINT ck_speaker_distinction_ordered CHECK (one < other), CONSTRAINT uq_speaker_distinction_uid UNIQUE (uid), CONSTRAINT fk_speaker_distinction_one FOREIGN KEY(one) REFERENCES speaker (id), CONSTRAINT fk_speaker_distinction_other FOREIGN KEY(other) REFERENCES speaker (id), CONSTRAINT fk_speaker_distinction_last_change FOREIGN KEY(last_change) REFERENCES history (number) )
CREATE UNIQUE INDEX uq_speaker_distinction_living ON speaker_distinction (one, other) WHERE deleted = 0
CREATE TABLE claim_line ( id INTEGER NOT NULL, document_id INTEGER NOT NULL, layer_id INTEGER NOT NULL, body_id INTEGER NOT NULL, start INTEGER NOT NULL, kind VARCHAR(16) NOT NULL, status VARCHAR(16) NOT NULL, speaker_id INTEGER, speaker_name VARCHAR, score DOUBLE, user_id INTEGER, CONSTRAINT pk_claim_line PRIMARY KEY (id), CONSTRAINT fk_claim_line_document_id FOREIGN KEY(document_id) REFERENCES document (id), CONSTRAINT fk_claim_line_layer_id FOREIGN KEY(layer_id) REFERENCES layer (id), CONSTRAINT fk_claim_line_body_id FOREIGN KEY(body_id) REFERENCES body (id), CONSTRAINT fk_claim_line_speaker_id FOREIGN KEY(speaker_id) REFERENCES speaker (id), CONSTRAINT fk_claim_line_user_id FOREIGN KEY(user_id) REFERENCES user_account (id) )
CREATE INDEX ix_claim_line_body_id ON claim_line (body_id)
CREATE INDEX ix_claim_line_place ON claim_line (document_id, start, id)
CREATE INDEX ix_claim_line_kind ON claim_line (kind, document_id, start, id)
CREATE INDEX ix_claim_line_score ON claim_line (score, document_id, start, id)
CREATE INDEX ix_claim_line_speaker_id ON claim_line (speaker_id, document_id, start, id)
CREATE INDEX ix_claim_line_speaker_name ON claim_line (speaker_name, document_id, start, id) WHERE speaker_name IS NOT NULL
CREATE INDEX ix_claim_line_status ON claim_line (status, document_id, start, id)
CREATE INDEX ix_claim_line_user_id ON claim_line (user_id, document_id, start, id)
CREATE TABLE document_line ( id INTEGER NOT NULL, title VARCHAR NOT NULL, outlet VARCHAR, author VARCHAR, published VARCHAR, CONSTRAINT pk_document_line PRIMARY KEY (id), CONSTRAINT fk_document_line_id FOREIGN KEY(id) REFERENCES document (id) )
CREATE INDEX ix_document_line_author ON document_line (author, id)
CREATE INDEX ix_document_line_outlet ON document_line (outlet, id)
CREATE INDEX ix_document_line_published ON document_line (published, id)
CREATE INDEX ix_document_line_title ON document_line (title, id)
CREATE VIRTUAL TABLE body_index USING fts5(content, others, content='', tokenize='unicode61 remove_diacritics 2')
