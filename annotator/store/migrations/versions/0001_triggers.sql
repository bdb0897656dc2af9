-- The rules SQLite keeps by itself, as they were in the first schema: one statement a line.
CREATE TRIGGER act_never_updated BEFORE UPDATE ON act BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END
CREATE TRIGGER act_never_deleted BEFORE DELETE ON act BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END
CREATE TRIGGER history_never_updated BEFORE UPDATE ON history BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END
CREATE TRIGGER history_never_deleted BEFORE DELETE ON history BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END
CREATE TRIGGER body_never_updated BEFORE UPDATE ON body BEGIN SELECT RAISE(ABORT, 'a body is never altered'); END
CREATE TRIGGER body_never_deleted BEFORE DELETE ON body BEGIN SELECT RAISE(ABORT, 'a body is never altered'); END
CREATE TRIGGER fragment_never_updated BEFORE UPDATE ON fragment BEGIN SELECT RAISE(ABORT, 'a body is never altered'); END
CREATE TRIGGER fragment_never_deleted BEFORE DELETE ON fragment BEGIN SELECT RAISE(ABORT, 'a body is never altered'); END
CREATE TRIGGER link_never_updated BEFORE UPDATE ON link BEGIN SELECT RAISE(ABORT, 'a body is never altered'); END
CREATE TRIGGER link_never_deleted BEFORE DELETE ON link BEGIN SELECT RAISE(ABORT, 'a body is never altered'); END
CREATE TRIGGER body_field_never_updated BEFORE UPDATE ON body_field BEGIN SELECT RAISE(ABORT, 'a body is never altered'); END
CREATE TRIGGER body_field_never_deleted BEFORE DELETE ON body_field BEGIN SELECT RAISE(ABORT, 'a body is never altered'); END
CREATE TRIGGER body_tag_never_updated BEFORE UPDATE ON body_tag BEGIN SELECT RAISE(ABORT, 'a body is never altered'); END
CREATE TRIGGER body_tag_never_deleted BEFORE DELETE ON body_tag BEGIN SELECT RAISE(ABORT, 'a body is never altered'); END
CREATE TRIGGER source_text_never_updated BEFORE UPDATE ON source_text BEGIN SELECT RAISE(ABORT, 'source text is never altered'); END
CREATE TRIGGER source_text_never_deleted BEFORE DELETE ON source_text BEGIN SELECT RAISE(ABORT, 'source text is never altered'); END
CREATE TRIGGER layer_never_updated BEFORE UPDATE ON layer BEGIN SELECT RAISE(ABORT, 'a layer is never altered'); END
CREATE TRIGGER layer_never_deleted BEFORE DELETE ON layer BEGIN SELECT RAISE(ABORT, 'a layer is never altered'); END
CREATE TRIGGER boilerplate_never_updated BEFORE UPDATE ON boilerplate BEGIN SELECT RAISE(ABORT, 'a layer is never altered'); END
CREATE TRIGGER boilerplate_never_deleted BEFORE DELETE ON boilerplate BEGIN SELECT RAISE(ABORT, 'a layer is never altered'); END
CREATE TRIGGER review_never_updated BEFORE UPDATE ON review BEGIN SELECT RAISE(ABORT, 'a verdict is never altered'); END
CREATE TRIGGER review_never_deleted BEFORE DELETE ON review BEGIN SELECT RAISE(ABORT, 'a verdict is never altered'); END
CREATE TRIGGER codebook_never_updated BEFORE UPDATE ON codebook BEGIN SELECT RAISE(ABORT, 'a version of the codebook is never altered'); END
CREATE TRIGGER codebook_never_deleted BEFORE DELETE ON codebook BEGIN SELECT RAISE(ABORT, 'a version of the codebook is never altered'); END
CREATE TRIGGER project_never_updated BEFORE UPDATE ON project BEGIN SELECT RAISE(ABORT, 'a project keeps its identity and policy'); END
CREATE TRIGGER project_never_deleted BEFORE DELETE ON project BEGIN SELECT RAISE(ABORT, 'a project keeps its identity and policy'); END
CREATE TRIGGER document_never_deleted BEFORE DELETE ON document BEGIN SELECT RAISE(ABORT, 'nothing is ever deleted, only marked so'); END
CREATE TRIGGER document_record_never_deleted BEFORE DELETE ON document_record BEGIN SELECT RAISE(ABORT, 'nothing is ever deleted, only marked so'); END
CREATE TRIGGER claim_never_deleted BEFORE DELETE ON claim BEGIN SELECT RAISE(ABORT, 'nothing is ever deleted, only marked so'); END
CREATE TRIGGER proposal_never_deleted BEFORE DELETE ON proposal BEGIN SELECT RAISE(ABORT, 'nothing is ever deleted, only marked so'); END
CREATE TRIGGER speaker_never_deleted BEFORE DELETE ON speaker BEGIN SELECT RAISE(ABORT, 'nothing is ever deleted, only marked so'); END
CREATE TRIGGER comment_never_deleted BEFORE DELETE ON comment BEGIN SELECT RAISE(ABORT, 'nothing is ever deleted, only marked so'); END
CREATE TRIGGER user_account_never_deleted BEFORE DELETE ON user_account BEGIN SELECT RAISE(ABORT, 'nothing is ever deleted, only marked so'); END
CREATE TRIGGER act_never_replaced BEFORE INSERT ON act WHEN EXISTS (SELECT 1 FROM act WHERE number = NEW.number OR undoes = NEW.undoes OR redoes = NEW.redoes) BEGIN SELECT RAISE(ABORT, 'nothing is ever replaced'); END
CREATE TRIGGER body_never_replaced BEFORE INSERT ON body WHEN EXISTS (SELECT 1 FROM body WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'nothing is ever replaced'); END
CREATE TRIGGER source_text_never_replaced BEFORE INSERT ON source_text WHEN EXISTS (SELECT 1 FROM source_text WHERE document_id = NEW.document_id) BEGIN SELECT RAISE(ABORT, 'nothing is ever replaced'); END
CREATE TRIGGER layer_never_replaced BEFORE INSERT ON layer WHEN EXISTS (SELECT 1 FROM layer WHERE id = NEW.id OR uid = NEW.uid) BEGIN SELECT RAISE(ABORT, 'nothing is ever replaced'); END
CREATE TRIGGER review_never_replaced BEFORE INSERT ON review WHEN EXISTS (SELECT 1 FROM review WHERE number = NEW.number OR uid = NEW.uid) BEGIN SELECT RAISE(ABORT, 'nothing is ever replaced'); END
CREATE TRIGGER codebook_never_replaced BEFORE INSERT ON codebook WHEN EXISTS (SELECT 1 FROM codebook WHERE version = NEW.version) BEGIN SELECT RAISE(ABORT, 'nothing is ever replaced'); END
CREATE TRIGGER project_never_replaced BEFORE INSERT ON project WHEN EXISTS (SELECT 1 FROM project WHERE id = NEW.id OR uid = NEW.uid) BEGIN SELECT RAISE(ABORT, 'nothing is ever replaced'); END
CREATE TRIGGER document_never_replaced BEFORE INSERT ON document WHEN EXISTS (SELECT 1 FROM document WHERE id = NEW.id OR uid = NEW.uid OR sha256 = NEW.sha256) BEGIN SELECT RAISE(ABORT, 'nothing is ever replaced'); END
CREATE TRIGGER document_record_never_replaced BEFORE INSERT ON document_record WHEN EXISTS (SELECT 1 FROM document_record WHERE id = NEW.id OR uid = NEW.uid OR document_id = NEW.document_id) BEGIN SELECT RAISE(ABORT, 'nothing is ever replaced'); END
CREATE TRIGGER claim_never_replaced BEFORE INSERT ON claim WHEN EXISTS (SELECT 1 FROM claim WHERE id = NEW.id OR uid = NEW.uid) BEGIN SELECT RAISE(ABORT, 'nothing is ever replaced'); END
CREATE TRIGGER proposal_never_replaced BEFORE INSERT ON proposal WHEN EXISTS (SELECT 1 FROM proposal WHERE id = NEW.id OR uid = NEW.uid) BEGIN SELECT RAISE(ABORT, 'nothing is ever replaced'); END
CREATE TRIGGER speaker_never_replaced BEFORE INSERT ON speaker WHEN EXISTS (SELECT 1 FROM speaker WHERE id = NEW.id OR uid = NEW.uid) BEGIN SELECT RAISE(ABORT, 'nothing is ever replaced'); END
CREATE TRIGGER comment_never_replaced BEFORE INSERT ON comment WHEN EXISTS (SELECT 1 FROM comment WHERE id = NEW.id OR uid = NEW.uid) BEGIN SELECT RAISE(ABORT, 'nothing is ever replaced'); END
CREATE TRIGGER user_account_never_replaced BEFORE INSERT ON user_account WHEN EXISTS (SELECT 1 FROM user_account WHERE id = NEW.id OR uid = NEW.uid OR name = NEW.name) BEGIN SELECT RAISE(ABORT, 'nothing is ever replaced'); END
CREATE TRIGGER boilerplate_never_replaced BEFORE INSERT ON boilerplate WHEN EXISTS (SELECT 1 FROM boilerplate WHERE layer_id = NEW.layer_id AND start = NEW.start) BEGIN SELECT RAISE(ABORT, 'nothing is ever replaced'); END
CREATE TRIGGER history_in_order BEFORE INSERT ON history WHEN NEW.number <= (SELECT max(number) FROM history) BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END
CREATE TRIGGER document_keeps_identity BEFORE UPDATE OF id, uid, sha256, origin, media_type, encoding, imported, headline, signature ON document BEGIN SELECT RAISE(ABORT, 'the identity of a document is never altered'); END
CREATE TRIGGER document_record_keeps_identity BEFORE UPDATE OF id, uid, document_id ON document_record BEGIN SELECT RAISE(ABORT, 'the identity of a document_record is never altered'); END
CREATE TRIGGER claim_keeps_identity BEFORE UPDATE OF id, uid, document_id, layer_id, proposal_id, created ON claim BEGIN SELECT RAISE(ABORT, 'the identity of a claim is never altered'); END
CREATE TRIGGER proposal_keeps_identity BEFORE UPDATE OF id, uid, document_id, layer_id, body_id, score ON proposal BEGIN SELECT RAISE(ABORT, 'the identity of a proposal is never altered'); END
CREATE TRIGGER speaker_keeps_identity BEFORE UPDATE OF id, uid ON speaker BEGIN SELECT RAISE(ABORT, 'the identity of a speaker is never altered'); END
CREATE TRIGGER comment_keeps_identity BEFORE UPDATE OF id, uid, claim_id, text, created ON comment BEGIN SELECT RAISE(ABORT, 'the identity of a comment is never altered'); END
CREATE TRIGGER user_account_keeps_identity BEFORE UPDATE OF id, uid ON user_account BEGIN SELECT RAISE(ABORT, 'the identity of a user_account is never altered'); END
CREATE TRIGGER fragment_only_of_a_new_body BEFORE INSERT ON fragment WHEN EXISTS (SELECT 1 FROM claim WHERE body_id = NEW.body_id) OR EXISTS (SELECT 1 FROM proposal WHERE body_id = NEW.body_id) OR EXISTS (SELECT 1 FROM document_record WHERE body_id = NEW.body_id) BEGIN SELECT RAISE(ABORT, 'a body is never altered'); END
CREATE TRIGGER link_only_of_a_new_body BEFORE INSERT ON link WHEN EXISTS (SELECT 1 FROM claim WHERE body_id = NEW.body_id) OR EXISTS (SELECT 1 FROM proposal WHERE body_id = NEW.body_id) OR EXISTS (SELECT 1 FROM document_record WHERE body_id = NEW.body_id) BEGIN SELECT RAISE(ABORT, 'a body is never altered'); END
CREATE TRIGGER body_field_only_of_a_new_body BEFORE INSERT ON body_field WHEN EXISTS (SELECT 1 FROM claim WHERE body_id = NEW.body_id) OR EXISTS (SELECT 1 FROM proposal WHERE body_id = NEW.body_id) OR EXISTS (SELECT 1 FROM document_record WHERE body_id = NEW.body_id) BEGIN SELECT RAISE(ABORT, 'a body is never altered'); END
CREATE TRIGGER body_tag_only_of_a_new_body BEFORE INSERT ON body_tag WHEN EXISTS (SELECT 1 FROM claim WHERE body_id = NEW.body_id) OR EXISTS (SELECT 1 FROM proposal WHERE body_id = NEW.body_id) OR EXISTS (SELECT 1 FROM document_record WHERE body_id = NEW.body_id) BEGIN SELECT RAISE(ABORT, 'a body is never altered'); END
CREATE TRIGGER claim_has_content_on_insert BEFORE INSERT ON claim WHEN NOT EXISTS (SELECT 1 FROM fragment WHERE body_id = NEW.body_id) BEGIN SELECT RAISE(ABORT, 'a claim has content'); END
CREATE TRIGGER proposal_has_content_on_insert BEFORE INSERT ON proposal WHEN NOT EXISTS (SELECT 1 FROM fragment WHERE body_id = NEW.body_id) BEGIN SELECT RAISE(ABORT, 'a proposal has content'); END
CREATE TRIGGER claim_has_content_on_update BEFORE UPDATE OF body_id ON claim WHEN NOT EXISTS (SELECT 1 FROM fragment WHERE body_id = NEW.body_id) BEGIN SELECT RAISE(ABORT, 'a claim has content'); END
CREATE TRIGGER claim_is_born_a_draft BEFORE INSERT ON claim WHEN NEW.status <> 'draft' BEGIN SELECT RAISE(ABORT, 'status moves through the review verbs'); END
CREATE TRIGGER claim_edit_is_in_history BEFORE UPDATE OF body_id, deleted ON claim WHEN NEW.last_edit <= OLD.last_edit OR NOT EXISTS (SELECT 1 FROM history WHERE number = NEW.last_edit AND record_kind = 'claim' AND record_id = NEW.id) BEGIN SELECT RAISE(ABORT, 'an edit needs its row in the history'); END
CREATE TRIGGER claim_edits_go_forward BEFORE UPDATE OF last_edit, last_move ON claim WHEN NEW.last_edit < OLD.last_edit OR NEW.last_move < OLD.last_move BEGIN SELECT RAISE(ABORT, 'the last change goes forward only'); END
CREATE TRIGGER claim_move_is_in_history BEFORE UPDATE OF status ON claim WHEN NEW.status <> OLD.status AND (NEW.last_move <= OLD.last_move OR NOT EXISTS (SELECT 1 FROM history WHERE number = NEW.last_move AND record_kind = 'claim' AND record_id = NEW.id)) BEGIN SELECT RAISE(ABORT, 'a verdict needs its row in the history'); END
CREATE TRIGGER claim_edit_takes_approval_back BEFORE UPDATE ON claim WHEN NEW.status = 'approved' AND NEW.last_edit >= NEW.last_move BEGIN SELECT RAISE(ABORT, 'an edit takes an approval back'); END
CREATE TRIGGER claim_approval_follows_submission BEFORE UPDATE OF status ON claim WHEN NEW.status = 'approved' AND OLD.status NOT IN ('submitted', 'approved') BEGIN SELECT RAISE(ABORT, 'only what was submitted is approved'); END
CREATE TRIGGER claim_second_person BEFORE UPDATE ON claim WHEN NEW.status = 'approved' AND (SELECT policy FROM project) <> 'solo' AND (SELECT user_id FROM act JOIN history ON history.act = act.number WHERE history.number = NEW.last_move) = (SELECT user_id FROM act JOIN history ON history.act = act.number WHERE history.number = NEW.last_edit) BEGIN SELECT RAISE(ABORT, 'whoever edited last may not approve'); END
CREATE TRIGGER document_record_is_born_a_draft BEFORE INSERT ON document_record WHEN NEW.status <> 'draft' BEGIN SELECT RAISE(ABORT, 'status moves through the review verbs'); END
CREATE TRIGGER document_record_edit_is_in_history BEFORE UPDATE OF body_id ON document_record WHEN NEW.last_edit <= OLD.last_edit OR NOT EXISTS (SELECT 1 FROM history WHERE number = NEW.last_edit AND record_kind = 'record' AND record_id = NEW.id) BEGIN SELECT RAISE(ABORT, 'an edit needs its row in the history'); END
CREATE TRIGGER document_record_edits_go_forward BEFORE UPDATE OF last_edit, last_move ON document_record WHEN NEW.last_edit < OLD.last_edit OR NEW.last_move < OLD.last_move BEGIN SELECT RAISE(ABORT, 'the last change goes forward only'); END
CREATE TRIGGER document_record_move_is_in_history BEFORE UPDATE OF status ON document_record WHEN NEW.status <> OLD.status AND (NEW.last_move <= OLD.last_move OR NOT EXISTS (SELECT 1 FROM history WHERE number = NEW.last_move AND record_kind = 'record' AND record_id = NEW.id)) BEGIN SELECT RAISE(ABORT, 'a verdict needs its row in the history'); END
CREATE TRIGGER document_record_edit_takes_approval_back BEFORE UPDATE ON document_record WHEN NEW.status = 'approved' AND NEW.last_edit >= NEW.last_move BEGIN SELECT RAISE(ABORT, 'an edit takes an approval back'); END
CREATE TRIGGER document_record_approval_follows_submission BEFORE UPDATE OF status ON document_record WHEN NEW.status = 'approved' AND OLD.status NOT IN ('submitted', 'approved') BEGIN SELECT RAISE(ABORT, 'only what was submitted is approved'); END
CREATE TRIGGER document_record_second_person BEFORE UPDATE ON document_record WHEN NEW.status = 'approved' AND (SELECT policy FROM project) <> 'solo' AND (SELECT user_id FROM act JOIN history ON history.act = act.number WHERE history.number = NEW.last_move) = (SELECT user_id FROM act JOIN history ON history.act = act.number WHERE history.number = NEW.last_edit) BEGIN SELECT RAISE(ABORT, 'whoever edited last may not approve'); END
