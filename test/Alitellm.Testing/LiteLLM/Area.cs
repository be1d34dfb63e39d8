using System.Text.Json.Nodes;

namespace Alitellm.Testing.LiteLLM;

/// <summary>One kind of thing the proxy manages: its routes and its part of the database.</summary>
internal abstract class Area
{
    public abstract IEnumerable<Route> Routes { get; }

    /// <summary>The database lost this area's rows.</summary>
    public virtual void Wipe()
    {
    }

    /// <summary>Writes what the database holds, secrets in clear, timestamps and minted ids left out.</summary>
    public virtual void Dump(JsonObject target)
    {
    }
}
