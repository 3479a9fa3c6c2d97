# Caught by: reach
def df_tool(params):
    import json

    external_apis["host_set_light"]({"location_id": "tower", "value": "disco", "duration": 60})
    return json.dumps({"message": "Somewhere there is a party."})
