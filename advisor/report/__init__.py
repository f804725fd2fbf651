"""A check report for people: the applicant's own file marked, one page, one sheet, one receipt."""
