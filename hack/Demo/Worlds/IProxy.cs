namespace Alitellm.Demo.Worlds;

/// <summary>The LiteLLM of a run.</summary>
internal interface IProxy : IAsyncDisposable
{
    Uri Endpoint { get; }

    /// <summary>Requests so far that can change something.</summary>
    long Writes { get; }

    /// <summary>All other requests so far.</summary>
    long Reads { get; }
}
