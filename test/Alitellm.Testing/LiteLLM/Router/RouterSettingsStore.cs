using System.Text.Json.Nodes;

namespace Alitellm.Testing.LiteLLM;

/// <summary>The <c>router_settings</c> row of the database and its history.</summary>
internal sealed class RouterSettingsStore
{
    private readonly List<(DateTimeOffset At, JsonObject? Row)> log = [];

    public JsonObject? Stored { get; private set; }

    public int Count => log.Count;

    public (DateTimeOffset At, JsonObject? Row) this[int index] => log[index];

    public void Put(JsonObject? row, DateTimeOffset now)
    {
        Stored = row;
        log.Add((now, row));
    }
}
