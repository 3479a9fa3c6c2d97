def df_tool(params):
    import json

    for word in ("Ding.", "Dong.", "Ding."):
        external_apis["host_log_message_to_world"]({"message": word})
    return "That must do."
