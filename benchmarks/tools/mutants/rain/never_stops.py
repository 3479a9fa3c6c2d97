# Caught by: expires
def df_tool(params):
    import json

    external_apis["host_set_weather"]({"location_id": params["location_id"], "value": "rain"})
    return json.dumps({"message": "It rains for a minute."})
