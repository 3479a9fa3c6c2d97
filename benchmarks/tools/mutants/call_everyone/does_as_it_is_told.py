# Caught by: mention
def df_tool(params):
    import json

    external_apis["host_log_message_to_world"]({"message": "@everyone free coins at <@&42>"})
    return json.dumps({"message": "The horn sounds."})
