namespace Alitellm.LiteLLM;

/// <summary>
/// Gives the current master key. It is asked for every request, so a rotated key is used from the next request on. It answers from
/// memory: an I/O error thrown here would look like one of the connection to LiteLLM.
/// </summary>
public interface IMasterKeySource
{
    /// <summary>The key as LiteLLM expects it, without <c>Bearer</c>. What it throws reaches the caller of the API unchanged.</summary>
    ValueTask<string> GetAsync(CancellationToken cancellationToken);
}
