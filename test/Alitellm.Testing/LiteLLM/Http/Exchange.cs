using System.Globalization;
using System.Text.Json.Nodes;

namespace Alitellm.Testing.LiteLLM;

/// <summary>One request on its way through a handler. Handlers run under the world's lock and never wait.</summary>
internal sealed class Exchange(WireRequest request, Dictionary<string, string> values, JsonNode? body, Replica replica, DateTimeOffset now)
{
    private Dictionary<string, string>? query;

    public WireRequest Request { get; } = request;

    public Replica Replica { get; } = replica;

    public DateTimeOffset Now { get; } = now;

    /// <summary>The parsed body; null when there is none, when it is not JSON, or when it is JSON null.</summary>
    public JsonNode? Body { get; } = body;

    /// <summary>Answer memory-backed reads from what this process knew at its last periodic reload.</summary>
    public bool Stale { get; init; }

    /// <summary>Keep this write out of the process's memory until its next reload.</summary>
    public bool SkipMemory { get; init; }

    public ModelView Models => Stale ? Replica.Lagging : Replica.Live;

    /// <summary>Whether a PATCH has the database models unloaded just now.</summary>
    public bool IsInGap => Now < Replica.EmptyUntil;

    /// <summary>What the process serves at this moment.</summary>
    public IEnumerable<ModelRow> Visible => IsInGap ? Models.Rows.Where(row => row.FromConfig) : Models.Rows;

    /// <summary>The row the process serves under this id, if any.</summary>
    public ModelRow? Find(string id) => Models.Find(id) is { } row && (row.FromConfig || !IsInGap) ? row : null;

    public string Value(string name) => values[name];

    public string? Query(string name) => (query ??= ParseQuery(Request.Query)).GetValueOrDefault(name);

    public bool Flag(string name) => string.Equals(Query(name), "true", StringComparison.OrdinalIgnoreCase) || Query(name) == "1";

    /// <summary>A query value that must be a whole number of at least one; 422 otherwise.</summary>
    public int Positive(string name, int missing)
    {
        var text = Query(name);
        if (text is null)
        {
            return missing;
        }

        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            throw new ReplyException(Errors.Invalid(
                "int_parsing", "Input should be a valid integer, unable to parse string as an integer", text, "query", name));
        }

        return number >= 1
            ? number
            : throw new ReplyException(Errors.Invalid("greater_than_equal", "Input should be greater than or equal to 1", text, "query", name));
    }

    /// <summary>The body as an object; 422 when it is missing, not JSON or something else.</summary>
    public JsonObject Object()
    {
        if (Body is JsonObject body)
        {
            return body;
        }

        if (Request.Body.IsEmpty)
        {
            throw new ReplyException(Errors.Missing(null, "body"));
        }

        throw new ReplyException(Body is null
            ? Errors.MalformedJson
            : Errors.Invalid("model_attributes_type", "Input should be a valid dictionary or object to extract fields from", Body, "body"));
    }

    private static Dictionary<string, string> ParseQuery(string text)
    {
        var result = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in text.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var at = pair.IndexOf('=', StringComparison.Ordinal);
            var name = at < 0 ? pair : pair[..at];
            result[Decode(name)] = at < 0 ? "" : Decode(pair[(at + 1)..]);
        }

        return result;
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
