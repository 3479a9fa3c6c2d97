# Caught by: budget
def df_tool(params):
    import json

    number = 0
    while True:
        number += 1
        external_apis["host_log_message_to_world"]({"message": f"Line {number}."})
