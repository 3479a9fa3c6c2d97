# Caught by: works
def df_tool(params):
    import json

    for soul in json.loads(external_apis["host_list_souls_in_location"]({"location_id": "garden"}))[
        "souls"
    ]:
        external_apis["host_move_soul"](
            {"soul_id": soul["id"], "to_location_id": params["location_id"]}
        )
    return json.dumps({"message": "You have changed places."})
