def df_call_orb(params):
    return "EVENT:PROMPT_USER_FOR_TOOL_DESCRIPTION"
