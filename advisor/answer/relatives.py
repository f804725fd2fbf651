"""What an English story tells of others than the applicant: a parent, a partner, a supplier, a person of the unit."""

from __future__ import annotations

import re

_APPLIES = (
    r"(?!,? ?(?:itself|alone|wants?|plans?|wish\w*|intends?|can|could|may|will|would|(?:is|are) going|appl\w+|"
    r"is to apply|"
    r"signs?|submits?|files?|，? which|，? that is))"
)
_KIN = (
    r"(?:subsidiar(?:y|ies)|parent(?: company| group| firm)?|affiliates?|sister (?:company|firm)|customers?|"
    r"clients?|suppliers?|contractors?|subcontractors?|vendors?|"
    r"landlord|tenants?|shareholders?|investors?|competitors?|rivals?|neighbou?rs?|distributors?|dealers?|"
    r"former (?:employer|owner)|"
    r"head ?quarters|head office|holding(?: company)?|mother company|partner (?:company|university|firm|institute|"
    r"hospital|school)|joint partner)"
    r"(?!'? (?:data|databases?|information|records?|lists?|accounts?|audit|portal|files)\b)"
)
"""who is none of the applicant; what it keeps of them (our customer data) is its own"""
_PERSON = (
    r"(?:boss|ceo|directors?|chairman|chairwoman|president|dean|manager|legal representative|owner|founder|"
    r"accountant|colleagues?|(?:professors?|teachers?|researchers?|students?)(?! (?:had|caused)\b)|wife|husband|friend|"
    r"brother|sister|father|mother|son|daughter)"
)
_HAND = r"(?:employees?|workers?|engineers?|drivers?|technicians?|staff members?)"
"""who works for the applicant: what they do at work is the applicant's"""
_PRIVATELY = (
    r"(?:privately|personally|(?:himself|herself|themselves)|in (?:his|her|their) (?:own|spare|private|free) \w+|drunk|"
    r"off duty|after work|at home|on holiday)\b"
)
_DOES = (
    r"(?:was|were|has been|had been|got|is on|are on|is a|owes|evaded|bribed|had (?:an?|some)|drove|caused)\b"
    r"(?! (?:\w+ )?(?:killed|injured|hurt|burn(?:ed|t)|poisoned|electrocuted|crushed)\b)"
    r"(?![^，。；？]*\b(?:in|at|on|inside) our )[^，。；？]*"
)
"""what befalls a person; not what happens on the premises of the applicant"""
AFFILIATE = re.compile(
    rf"(?<!are )(?<!am )(?<!as )(?<!is )(?<!by )(?<!being )\b(?:the|our|its|their|my|his|her|an?|one|another|"
    rf"one of our|some of our|this|that|two of our)(?: [\w'-]+){{0,3}}? {_KIN}\b{_APPLIES}[^，。；？]*|"
    rf"\b(?:the|our|its|their|my|an?|one|another|one of our)(?: [\w'-]+){{0,2}}? (?:{_PERSON}|"
    rf"{_HAND}(?=[^，。；？]*\b{_PRIVATELY}))"
    rf"(?: in (?:his|her|their) (?:own|spare|private) \w+)? (?:personally |himself |herself |privately )*{_DOES}"
)
"""what is told of another company or of a person: the Yantai subsidiary is only on paper"""
BESIDE = re.compile(
    r"\b(?:together|jointly|along|appl(?:y|ies|ying)|work(?:s|ing)?|partner(?:s|ed|ing)?|cooperat\w+|"
    r"collaborat\w+|team(?:s|ed|ing)? up|rent\w* \w+|borrow\w* \w+)"
    r"(?: together| jointly| closely)? (?:with|from)(?: [\w'-]+){0,4}? "
    r"(?:universit(?:y|ies)|colleges?|schools?|"
    r"(?:research )?institutes?|compan(?:y|ies)|enterprises?|firms?|hospitals?|associations?|units?|partners?)\b"
)
"""a unit that stands beside the asker: jointly with two universities"""
SERVED = re.compile(
    r"\b(?:serv(?:e|es|ing|ed)|help(?:s|ed|ing)?|advis(?:e|es|ing|ed)|consult(?:s|ed|ing)?(?: for)?|(?:work|"
    r"services?|software|systems?|training|consulting|advice|built|build|sell|sold|develop\w*) (?:for|to)|"
    r"clients are|customers are|our (?:clients|customers|users)(?: are| include)?|on behalf of|train(?:s|"
    r"ing)? people (?:from|at)|pa(?:y|id) by)(?: [\w'&+-]+){0,4}? "
    r"(?:compan(?:y|ies)|enterprises?|firms?|smes|start-?ups|factories|hospitals?|universities|colleges|schools|"
    r"institutes?|businesses|sole traders|self-employed(?: people)?|shops|banks|"
    r"cooperatives|law firms?|partnerships|branches|departments|associations|governments?|bureaus?|institutions?)\b"
)
"""units that are served: we do software for sole traders"""
