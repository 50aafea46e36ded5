"""Roles of the people at work 岗位角色."""

from enum import StrEnum


class Role(StrEnum):
    """Who somebody is at his unit; what he may do is data in domain/powers."""

    APPLICANT = "applicant"  # 申请人
    AGENT = "agent"  # 代办员
    CLERK = "clerk"  # 综合窗口人员
    DEPARTMENT_CLERK = "department_clerk"  # 窗口工作人员
    CHIEF = "chief"  # 首席代表 / 审批科长
    DEPUTY_POST = "deputy_post"  # A/B 岗
    DEPUTY_HEAD = "deputy_head"  # 分管领导
    HEAD = "head"  # 部门主要领导
    LEAD = "lead"  # 牵头部门经办
    CONVENER = "convener"  # 联席会议召集人
    AGENCY_COORDINATOR = "agency_coordinator"  # 代办中心协调员
    MANAGER = "manager"  # 中心管理处
    SUPERVISOR = "supervisor"  # 电子监察员
    COMPLAINT_OFFICER = "complaint_officer"  # 效能投诉受理员
    AUDITOR = "auditor"  # 回访员 / 档案抽查员
    HALL_STAFF = "hall_staff"  # 乡镇便民中心人员
    VILLAGE_AGENT = "village_agent"  # 村(社区)代办点
    CATALOGUE_MANAGER = "catalogue_manager"  # 目录管理员
    LEGAL_REVIEWER = "legal_reviewer"  # 法制审核
    CASHIER = "cashier"  # 收费经办
    OPERATOR = "operator"  # 运维
    OBSERVER = "observer"  # 社会监督员
    SYSTEM = "system"  # the platform itself: alarms and reactions
