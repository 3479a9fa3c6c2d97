# Caught by: reach
def df_tool(params):
    import json

    souls = json.loads(
        external_apis["host_list_souls_in_location"]({"location_id": params["location_id"]})
    )["souls"]
    for soul in souls:
        external_apis["host_set_soul_status"](
            {"soul_id": soul["id"], "status": "shielded", "duration": 30}
        )
    external_apis["host_set_light"]({"location_id": params["location_id"], "value": "dim"})
    return json.dumps({"message": "A dome closes over you."})
