using System.Text.Json.Nodes;

namespace Alitellm.Testing.LiteLLM;

/// <summary>The routes under <c>/__standin/</c> by which scripts look into the world and disturb it. They are no part of LiteLLM.</summary>
internal sealed class StandInControl(LiteLLMWorld world)
{
    private const string Prefix = "/__standin/";

    /// <summary>The answer, or null when the path is not a control route.</summary>
    public Reply? Answer(WireRequest request)
    {
        if (!request.Path.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return null;
        }

        var body = Json.Parse(request.Body.Span) as JsonObject ?? [];
        try
        {
            return (request.Method, request.Path[Prefix.Length..]) switch
            {
                ("GET", "journal") => new Reply(200, JournalLines.Of(world.Journal.Calls), "application/x-ndjson"),
                ("GET", "stats") => Reply.Ok(Stats()),
                ("GET", "dump") => Reply.Ok(world.Dump()),
                ("POST", "reset") => Reset(body),
                ("POST", "faults") => Fault(body),
                ("DELETE", "faults") => ClearFaults(),
                ("POST", "models") => Models(body),
                ("POST", "wipe") => Done(() => world.Wipe(Json.IsTrue(body["keep_memory"]))),
                ("POST", "restart") => Done(world.Restart),
                ("POST", "reload") => Done(world.ReloadAll),
                ("POST", "master-key") => Done(() => world.SetMasterKey(Required(body, "master_key"))),
                ("POST", "key-health") => Done(() => world.KeyHealth = Enum.Parse<LiteLLMKeyHealth>(Required(body, "state"), ignoreCase: true)),
                _ => Errors.NotFound,
            };
        }
        catch (Exception error) when (error is ArgumentException or KeyNotFoundException or FormatException or InvalidOperationException)
        {
            return Reply.Json(400, new JsonObject { ["error"] = error.Message });
        }
    }

    private JsonObject Stats()
    {
        var journal = world.Journal;
        return new JsonObject
        {
            ["reads"] = journal.Reads,
            ["writes"] = journal.Writes,
            ["max_in_flight"] = journal.MaxInFlight,
            ["overlapping_writes"] = journal.OverlappingWrites().Count,
            ["by_operation"] = Counters(journal.ByOperation),
            ["writes_by_id"] = Counters(journal.WritesById),
            ["rows"] = new JsonObject { ["models"] = world.Models.Count },
        };
    }

    private static JsonObject Counters(IReadOnlyDictionary<string, int> counters)
        => new(counters.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));

    /// <summary>Clears journal and faults; <c>{"faults":false}</c> or <c>{"journal":false}</c> spares one.</summary>
    private Reply Reset(JsonObject body)
    {
        if (body["journal"]?.GetValue<bool>() ?? true)
        {
            world.Journal.Clear();
        }

        if (body["faults"]?.GetValue<bool>() ?? true)
        {
            world.Faults.Clear();
        }

        return Done(() => { });
    }

    private Reply Fault(JsonObject body)
    {
        if (body["down"] is { } down)
        {
            return Done(() =>
            {
                if (down.GetValue<bool>())
                {
                    world.Faults.Down(FaultJson.Seconds(body["for_seconds"]));
                }
                else
                {
                    world.Faults.Up();
                }
            });
        }

        var fault = world.Faults.Add(FaultJson.Read(body, world.Time.GetUtcNow()));
        return Reply.Ok(new JsonObject { ["added"] = fault.Name });
    }

    private Reply ClearFaults() => Done(world.Faults.Clear);

    /// <summary>By hand: <c>{"create":{…}}</c>, <c>{"edit":"id","patch":{…}}</c>, <c>{"delete":"id"}</c> or <c>{"duplicate":"id"}</c>.</summary>
    private Reply Models(JsonObject body)
    {
        if (body["create"] is JsonObject model)
        {
            return Reply.Ok(new JsonObject { ["id"] = world.CreateModelByHand(model) });
        }

        if (body["edit"] is { } edited)
        {
            return Done(() => world.EditModelByHand(edited.GetValue<string>(), body["patch"] as JsonObject ?? []));
        }

        if (body["delete"] is { } deleted)
        {
            return Done(() => world.DeleteModelByHand(deleted.GetValue<string>()));
        }

        return Reply.Ok(new JsonObject { ["id"] = world.DuplicateByHand(Required(body, "duplicate")) });
    }

    private static string Required(JsonObject body, string key) => Json.Text(body[key]) ?? throw new ArgumentException($"'{key}' is missing.");

    private static Reply Done(Action action)
    {
        action();
        return Reply.Ok(new JsonObject { ["ok"] = true });
    }
}
