"""What each role may do (domain rules R.1, D.2, D.3). A role not allowed something here may not do it."""

from collections.abc import Mapping

from liandong.domain.powers.actions import Action
from liandong.terms.roles import Role

REFERENCES = frozenset({Action.REGISTRY_READ, Action.CATALOGUE_READ, Action.CALENDAR_READ})
LOOKING = REFERENCES | {Action.CASE_READ, Action.JOINT_READ}

PAPERS = frozenset({Action.DOCUMENT_READ, Action.DOCUMENT_ISSUE, Action.DOCUMENT_DELIVER})
"""Documents name the applicant in full: only for those who handle the matter."""

LETTERS = frozenset({Action.LETTER_READ, Action.ABSENCE_REGISTER})
"""Whoever may hold a letter sees the unit's letters and says when he is away."""

INTAKE = frozenset(
    {
        Action.CASE_RECEIVE,
        Action.CASE_SUPPLEMENT,
        Action.CASE_CONTACT,
        Action.FILE_RECEIVE,
        Action.PRE_APPLICATION_READ,
        Action.PRE_APPLICATION_WRITE,
        Action.CONSULTATION_READ,
        Action.CONSULTATION_RECORD,
    }
)
WINDOW = (
    LOOKING
    | INTAKE
    | PAPERS
    | LETTERS
    | {
        Action.CASE_NOTICE,
        Action.CASE_ACCEPT,
        Action.CASE_REFUSE,
        Action.CASE_RETURN,
        Action.CASE_DELIVER,
        Action.CASE_CLOSE,
        Action.CASE_WITHDRAW,
        Action.CASE_CORRECT,
        Action.CASE_ARCHIVE,
        Action.CASE_ASK_HEARING,
        Action.TRACKING_GIVE,
        Action.CASE_PREREVIEW,
        Action.CASE_HAND_OVER,
        Action.APPOINTMENT_READ,
        Action.APPOINTMENT_HANDLE,
        Action.CONSULTATION_ANSWER,
    }
)
JOINT = frozenset(
    {
        Action.JOINT_RECEIVE,
        Action.JOINT_NOTICE,
        Action.JOINT_WITHDRAW,
        Action.JOINT_REFUSE,
        Action.JOINT_ACCEPT,
        Action.JOINT_DISPATCH,
        Action.FILE_RECEIVE,
    }
)
DECIDING = (
    LOOKING
    | LETTERS
    | {
        Action.DOCUMENT_READ,
        Action.DOCUMENT_ISSUE,
        Action.CASE_NOTICE,
        Action.CASE_REFUSE,
        Action.CASE_RETURN,
        Action.CASE_STEP,
        Action.CASE_DECIDE,
        Action.CASE_FORWARD,
        Action.CASE_PAUSE,
        Action.CASE_RESUME,
        Action.CASE_PROPOSE,
        Action.CASE_PROMISE,
        Action.CASE_DRAFT,
        Action.CASE_REVIEW,
        Action.CASE_CONFIRM_WITHDRAWAL,
        Action.CASE_TERMINATE,
        Action.CASE_CORRECT,
        Action.CASE_HEARING,
        Action.CASE_ASK_HEARING,
        Action.CASE_HAND_OVER,
        Action.CASE_CONTACT,
        Action.CONSULTATION_READ,
        Action.CONSULTATION_ANSWER,
    }
)
APPROVING = (
    LOOKING
    | LETTERS
    | {
        Action.ALARMS_READ,
        Action.CASE_EXTEND,
        Action.CASE_HAND_OVER,
        Action.JOINT_EXTEND,
        Action.JOINT_TERMINATE,
    }
)
WATCHING = REFERENCES | {Action.SUPERVISION_READ}

POWERS: Mapping[Role, frozenset[Action]] = {
    # 申请人 acts at the window or by number and secret, not by an account
    Role.APPLICANT: frozenset(),
    # 代办员 acts only inside a signed agreement (D.3.4); without agreements on record there is nothing he may do
    Role.AGENT: frozenset(),
    # windows decide what is decided on the spot, and that by letter alone: see domain/powers/kinds
    Role.CLERK: WINDOW | JOINT | {Action.CASE_DECIDE},
    Role.DEPARTMENT_CLERK: WINDOW | {Action.CASE_STEP, Action.CASE_RESUME, Action.CASE_DRAFT, Action.CASE_DECIDE},
    Role.CHIEF: DECIDING,
    Role.DEPUTY_POST: DECIDING,  # B岗 acts when the first is absent
    Role.DEPUTY_HEAD: APPROVING,
    Role.HEAD: APPROVING
    | {Action.CASE_REOPEN, Action.CASE_REVOKE, Action.CASE_DECIDE, Action.LETTER_GRANT, Action.LETTER_REVOKE},
    Role.LEAD: LOOKING | JOINT | PAPERS | {Action.TRACKING_GIVE},  # 不得决定其他部门的事项
    Role.CONVENER: LOOKING,
    Role.AGENCY_COORDINATOR: LOOKING,
    Role.MANAGER: LOOKING
    | {
        Action.LETTER_READ,
        Action.ALARMS_READ,
        Action.INBOX_READ,
        Action.EXCHANGE_READ,
        Action.APPOINTMENT_OFFER,
        Action.APPOINTMENT_READ,
        Action.CONSULTATION_READ,
    },  # 督促、通报，不审批
    Role.SUPERVISOR: WATCHING  # 不得改写办件
    | {
        Action.SUPERVISION_EXPORT,
        Action.SUPERVISION_DISPLAY,
        Action.ALARMS_READ,
        Action.INBOX_READ,
        Action.EXCHANGE_READ,
    },
    Role.COMPLAINT_OFFICER: WATCHING,
    Role.AUDITOR: WATCHING,
    Role.HALL_STAFF: WINDOW
    | {
        Action.CASE_STEP,
        Action.CASE_FORWARD,
        Action.CASE_PAUSE,
        Action.CASE_RESUME,
        Action.CASE_PROPOSE,
        Action.CASE_PROMISE,
        Action.CASE_DRAFT,
        Action.CASE_DECIDE,
        Action.APPOINTMENT_OFFER,
    },  # 受理、初审、上报
    Role.VILLAGE_AGENT: REFERENCES | INTAKE,
    Role.CATALOGUE_MANAGER: REFERENCES
    | {
        Action.CATALOGUE_PROPOSE,
        Action.CATALOGUE_PUBLISH,  # 不得绕过法制审核
        Action.CATALOGUE_OVERLAY,  # 区县只能缩短时限、减少材料
        Action.CALENDAR_PUBLISH,
    },
    Role.LEGAL_REVIEWER: REFERENCES | {Action.CATALOGUE_REVIEW},
    Role.CASHIER: LOOKING,
    Role.OPERATOR: REFERENCES
    | {
        Action.REGISTRY_PUBLISH,
        Action.ACCOUNTS_MANAGE,
        Action.EXCHANGE_READ,
        Action.ALARMS_READ,
        Action.INBOX_READ,
        Action.INBOX_RETRY,
    },
    Role.OBSERVER: frozenset(),
    # the platform itself: what follows from messages and from time; it never decides
    Role.SYSTEM: LOOKING | INTAKE | JOINT | {Action.CASE_ACCEPT, Action.CASE_CLOSE},
}
