namespace Alitellm.Testing.LiteLLM;

/// <summary>Bodies of list answers for one state of a process. A steady poll then costs nothing but sending.</summary>
internal sealed class PageCache
{
    private const int Limit = 64;

    private readonly Dictionary<string, ReadOnlyMemory<byte>> pages = new(StringComparer.Ordinal);
    private (long, long, long) state;

    /// <param name="current">Versions of everything the page shows.</param>
    /// <param name="key">Which page.</param>
    /// <param name="build">Makes the page when the state moved or the page is new.</param>
    public ReadOnlyMemory<byte> Get((long, long, long) current, string key, Func<ReadOnlyMemory<byte>> build)
    {
        if (state != current || pages.Count >= Limit)
        {
            pages.Clear();
            state = current;
        }

        return pages.TryGetValue(key, out var page) ? page : pages[key] = build();
    }
}
