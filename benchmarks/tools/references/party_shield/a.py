def df_tool(params):
    import json

    souls = json.loads(
        external_apis["host_list_souls_in_location"]({"location_id": params["location_id"]})
    )["souls"]
    shielded = []
    for soul in souls:
        reply = json.loads(
            external_apis["host_set_soul_status"](
                {"soul_id": soul["id"], "status": "shielded", "duration": 30}
            )
        )
        if reply["success"]:
            shielded.append(soul["name"])
    return json.dumps({"message": f"A dome closes over {', '.join(shielded)}."})
