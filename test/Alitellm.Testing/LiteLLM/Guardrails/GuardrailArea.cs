using System.Globalization;
using System.Text.Json.Nodes;

namespace Alitellm.Testing.LiteLLM;

/// <summary>Guardrails: POST and PUT in a wrapper, PATCH without; reads masked, write answers in clear. All reads come from the database.</summary>
internal sealed class GuardrailArea(LiteLLMWorld world) : Area
{
    private const string Wrapper = "guardrail";
    private const string NameTaken = "Unique constraint failed on the fields: (`guardrail_name`)";

    public override IEnumerable<Route> Routes =>
    [
        new("GET", "/v2/guardrails/list", RouteAccess.Admin, ListAll),
        new("GET", "/guardrails/list", RouteAccess.Admin, ListConfig),
        new("POST", "/guardrails", RouteAccess.Admin, Create),
        new("GET", "/guardrails/{id}", RouteAccess.Admin, Read),
        new("GET", "/guardrails/{id}/info", RouteAccess.Admin, Read),
        new("PUT", "/guardrails/{id}", RouteAccess.Admin, Replace),
        new("PATCH", "/guardrails/{id}", RouteAccess.Admin, Patch),
        new("DELETE", "/guardrails/{id}", RouteAccess.Admin, Delete),
    ];

    public override void Wipe() => world.GuardrailTable.Clear();

    public override void Dump(JsonObject target)
    {
        var rows = world.GuardrailTable.Rows.Select(row => new JsonObject
        {
            ["guardrail_name"] = row.Name,
            ["litellm_params"] = row.LitellmParams.DeepClone(),
            ["guardrail_info"] = row.GuardrailInfo.DeepClone(),
            ["policy_template"] = row.PolicyTemplate,
        });
        if (world.GuardrailTable.Rows.Count > 0)
        {
            target["guardrails"] = new JsonArray([.. rows.OrderBy(row => row.ToJsonString(), StringComparer.Ordinal)]);
        }
    }

    /// <summary>The row that a body without wrapper describes; throws the answer when it describes none.</summary>
    public GuardrailRow NewRow(JsonObject body, string id, DateTimeOffset now)
    {
        var name = Required(body, "guardrail_name");
        if (!Json.IsString(name))
        {
            throw new ReplyException(Errors.Invalid("string_type", "Input should be a valid string", name, "body", Wrapper, "guardrail_name"));
        }

        if (Required(body, "litellm_params") is not JsonObject parameters)
        {
            throw new ReplyException(Errors.Invalid("model_type", "Input should be a valid dictionary", body["litellm_params"], "body", Wrapper, "litellm_params"));
        }

        Required(parameters, "guardrail", "litellm_params");
        Required(parameters, "mode", "litellm_params");
        return new GuardrailRow
        {
            Id = id,
            Name = Json.Text(name)!,
            LitellmParams = GuardrailParams.Normalised(parameters),
            GuardrailInfo = (JsonObject)(Info(body)?.DeepClone() ?? new JsonObject()),
            PolicyTemplate = HasPolicyTemplates ? Json.Text(body["policy_template"]) : null,
            CreatedAt = now,
            UpdatedAt = now,
        };
    }

    private bool HasPolicyTemplates => world.Version.AtLeast(1, 84);

    private Reply ListAll(Exchange exchange)
    {
        var table = world.GuardrailTable;
        return List(table.Rows.Reverse().Concat(table.Config).Select(Shown));
    }

    private Reply ListConfig(Exchange exchange) => List(world.GuardrailTable.Config.Select(row => new JsonObject
    {
        ["guardrail_name"] = row.Name,
        ["litellm_params"] = row.LitellmParams.DeepClone(),
        ["guardrail_info"] = row.GuardrailInfo.DeepClone(),
    }));

    private static Reply List(IEnumerable<JsonObject> rows) => Reply.Ok(new JsonObject { ["guardrails"] = new JsonArray([.. rows]) });

    private Reply Create(Exchange exchange)
    {
        var row = NewRow(Unwrapped(exchange), world.NewId(), exchange.Now);
        if (IsTaken(row.Name, null))
        {
            return Errors.PlainDetail(500, $"Error adding guardrail to DB: {NameTaken}");
        }

        world.GuardrailTable.Put(row);
        return Reply.Ok(Clear(row, withTimes: false));
    }

    private Reply Read(Exchange exchange)
    {
        var id = exchange.Value("id");
        var row = world.GuardrailTable.Find(id) ?? world.GuardrailTable.Config.FirstOrDefault(candidate => candidate.Id == id);
        return row is null ? Missing(id) : Reply.Ok(Shown(row));
    }

    private Reply Replace(Exchange exchange)
    {
        var id = exchange.Value("id");
        var sent = NewRow(Unwrapped(exchange), id, exchange.Now);
        return world.GuardrailTable.Find(id) is { } row ? Store(sent with { CreatedAt = row.CreatedAt }) : Missing(id);
    }

    private Reply Patch(Exchange exchange)
    {
        var (id, body) = (exchange.Value("id"), exchange.Object());
        var sent = body["litellm_params"] switch
        {
            null => null,
            JsonObject map => GuardrailParams.Normalised(map),
            var other => throw new ReplyException(Errors.Invalid("model_type", "Input should be a valid dictionary", other, "body", "litellm_params")),
        };
        if (world.GuardrailTable.Find(id) is not { } row)
        {
            return Missing(id);
        }

        var merged = (JsonObject)row.LitellmParams.DeepClone();
        foreach (var (key, value) in sent ?? [])
        {
            merged[key] = value?.DeepClone();
        }

        return Store(row with
        {
            Name = Json.Text(body["guardrail_name"]) ?? row.Name,
            LitellmParams = merged,
            GuardrailInfo = (JsonObject)(Info(body) ?? row.GuardrailInfo).DeepClone(),
            UpdatedAt = exchange.Now,
        });
    }

    private Reply Delete(Exchange exchange)
    {
        var id = exchange.Value("id");
        return world.GuardrailTable.Remove(id)
            ? Reply.Ok(new JsonObject { ["message"] = $"Guardrail {id} deleted successfully" })
            : Missing(id);
    }

    private Reply Store(GuardrailRow row)
    {
        if (IsTaken(row.Name, row.Id))
        {
            return Errors.PlainDetail(500, $"Error updating guardrail in DB: {NameTaken}");
        }

        world.GuardrailTable.Put(row);
        return Reply.Ok(Clear(row, withTimes: true));
    }

    private bool IsTaken(string name, string? exceptId) => world.Options.UniqueGuardrailNames && world.GuardrailTable.HasName(name, exceptId);

    private JsonObject Shown(GuardrailRow row)
    {
        var shown = new JsonObject
        {
            ["guardrail_id"] = row.Id,
            ["guardrail_name"] = row.Name,
            ["litellm_params"] = GuardrailParams.Masked(row.LitellmParams),
            ["guardrail_info"] = row.GuardrailInfo.DeepClone(),
            ["created_at"] = row.FromConfig ? null : Time(row.CreatedAt, "Z"),
            ["updated_at"] = row.FromConfig ? null : Time(row.UpdatedAt, "Z"),
            ["guardrail_definition_location"] = row.FromConfig ? "config" : "db",
        };
        if (HasPolicyTemplates)
        {
            shown["policy_template"] = row.PolicyTemplate;
        }

        return shown;
    }

    private static JsonObject Clear(GuardrailRow row, bool withTimes)
    {
        var answer = new JsonObject
        {
            ["guardrail_id"] = row.Id,
            ["guardrail_name"] = row.Name,
            ["litellm_params"] = GuardrailParams.Complete(row.LitellmParams),
            ["guardrail_info"] = row.GuardrailInfo.DeepClone(),
        };
        if (withTimes)
        {
            answer["created_at"] = Time(row.CreatedAt, "+00:00");
            answer["updated_at"] = Time(row.UpdatedAt, "+00:00");
        }

        return answer;
    }

    private static string Time(DateTimeOffset moment, string zone)
        => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'000'", CultureInfo.InvariantCulture) + zone;

    private static JsonObject Unwrapped(Exchange exchange)
    {
        var body = exchange.Object();
        return body[Wrapper] switch
        {
            JsonObject guardrail => guardrail,
            null => throw new ReplyException(Errors.Missing(body, "body", Wrapper)),
            var other => throw new ReplyException(Errors.Invalid("dict_type", "Input should be a valid dictionary", other, "body", Wrapper)),
        };
    }

    private static JsonObject? Info(JsonObject body) => body["guardrail_info"] switch
    {
        null => null,
        JsonObject info => info,
        var other => throw new ReplyException(Errors.Invalid("dict_type", "Input should be a valid dictionary", other, "body", "guardrail_info")),
    };

    private static JsonNode Required(JsonObject body, string key, params ReadOnlySpan<string> within)
        => body[key] ?? throw new ReplyException(Errors.Missing(body, ["body", Wrapper, .. within, key]));

    private static Reply Missing(string id) => Errors.PlainDetail(404, $"Guardrail with ID {id} not found");
}
