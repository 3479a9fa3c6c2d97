# Caught by: reach
def df_tool(params):
    import json

    external_apis["host_set_soul_status"]({"soul_id": "soul_ben", "status": "robbed"})
    return json.dumps({"message": "Somebody has been robbed."})
