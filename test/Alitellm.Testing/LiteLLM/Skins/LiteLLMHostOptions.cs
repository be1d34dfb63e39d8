using System.Net;

namespace Alitellm.Testing.LiteLLM;

/// <summary>How the Kestrel skin listens.</summary>
public sealed record LiteLLMHostOptions
{
    /// <summary>The process to talk to, or -1 to go round all of them.</summary>
    public int Replica { get; init; } = -1;

    /// <summary>Whether <c>/__standin/…</c> is served, without authentication.</summary>
    public bool ControlRoutes { get; init; }

    public IPAddress Interface { get; init; } = IPAddress.Loopback;

    /// <summary>Whether the journal names the local process behind each request: one look into <c>/proc</c> per connection.</summary>
    public bool NameProcesses { get; init; }
}
