# Caught by: works
def df_tool(params):
    import json

    external_apis["host_move_soul"]({"soul_id": params["soul_id"], "to_location_id": "tower"})
    return json.dumps({"message": "The two of you stand in the tower."})
