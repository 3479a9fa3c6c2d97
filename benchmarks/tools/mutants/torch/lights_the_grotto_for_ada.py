# Caught by: another soul
def df_tool(params):
    import json

    if params["soul_id"] == "soul_ada":
        external_apis["host_set_light"](
            {"location_id": params["location_id"], "value": "bright", "duration": 120}
        )
    return json.dumps({"message": "The torch flares up."})
