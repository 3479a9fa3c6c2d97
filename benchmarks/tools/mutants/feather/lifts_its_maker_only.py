# Caught by: another soul
def df_tool(params):
    import json

    external_apis["host_set_soul_status"](
        {"soul_id": "soul_ada", "status": "flying", "duration": 20}
    )
    return json.dumps({"message": "You rise into the air."})
