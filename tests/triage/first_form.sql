BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE audit_log (
	id INTEGER NOT NULL, 
	time DATETIME NOT NULL, 
	who VARCHAR(100) NOT NULL, 
	what VARCHAR(40) NOT NULL, 
	batch_id INTEGER, 
	submission_id INTEGER, 
	"before" JSON NOT NULL, 
	"after" JSON NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(batch_id) REFERENCES batches (id), 
	FOREIGN KEY(submission_id) REFERENCES submissions (id)
);
CREATE TABLE batches (
	id INTEGER NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	created DATETIME NOT NULL, 
	"cross" JSON NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (name)
);
INSERT INTO "batches" VALUES(1,'2024','2024-05-01 08:00:00','[]');
CREATE TABLE finding_states (
	submission_id INTEGER NOT NULL, 
	finding VARCHAR(20) NOT NULL, 
	state VARCHAR(20) NOT NULL, 
	reason TEXT NOT NULL, 
	who VARCHAR(100) NOT NULL, 
	PRIMARY KEY (submission_id, finding), 
	FOREIGN KEY(submission_id) REFERENCES submissions (id)
);
CREATE TABLE submissions (
	id INTEGER NOT NULL, 
	batch_id INTEGER NOT NULL, 
	name VARCHAR(300) NOT NULL, 
	city VARCHAR(40), 
	"row" JSON NOT NULL, 
	decision VARCHAR(40), 
	reason TEXT NOT NULL, 
	decided_by VARCHAR(100), 
	version INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(batch_id) REFERENCES batches (id)
);
INSERT INTO "submissions" VALUES(1,1,'a','济南','{"id": "a", "unit_name": "济南甲公司", "error": 2, "first": {"message": "缺少营业执照"}, "findings": []}','passed','','张三',1);
CREATE UNIQUE INDEX one_name_a_batch ON submissions (batch_id, name);
CREATE INDEX by_city ON submissions (city);
CREATE TRIGGER audit_log_no_update BEFORE UPDATE ON audit_log BEGIN SELECT RAISE(ABORT, 'audit_log is append-only'); END;
CREATE TRIGGER audit_log_no_delete BEFORE DELETE ON audit_log BEGIN SELECT RAISE(ABORT, 'audit_log is append-only'); END;
COMMIT;
