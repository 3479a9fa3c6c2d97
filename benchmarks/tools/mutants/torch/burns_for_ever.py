# Caught by: expires
def df_tool(params):
    import json

    external_apis["host_set_light"]({"location_id": params["location_id"], "value": "bright"})
    return json.dumps({"message": "The torch flares up for two minutes."})
