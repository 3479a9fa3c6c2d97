def df_tool(params):
    import json

    external_apis["host_log_message_to_world"]({"message": "The bell hums, on and on and on."})
    return json.dumps({"message": "You have said enough."})
