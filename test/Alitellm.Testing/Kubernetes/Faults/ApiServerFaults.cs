using System.Text;

namespace Alitellm.Testing.Kubernetes;

/// <summary>Everything that can go wrong between a client and the server, on demand.</summary>
public sealed class ApiServerFaults
{
    private readonly ApiServer _server;
    private readonly Random _random;
    private readonly List<FaultRule> _rules = [];

    internal ApiServerFaults(ApiServer server, Random random)
    {
        _server = server;
        _random = random;
    }

    /// <summary>True between <see cref="Down"/> and <see cref="Up"/>.</summary>
    public bool IsDown { get; private set; }

    /// <summary>Rules are asked in order; the first that strikes decides.</summary>
    public FaultRule Add(FaultRule rule)
    {
        _server.Locked(() => _rules.Add(rule));
        return rule;
    }

    public void Remove(FaultRule rule) => _server.Locked(() => _ = _rules.Remove(rule));

    public void Clear() => _server.Locked(_rules.Clear);

    /// <summary>Breaks all watches and refuses connections until <see cref="Up"/>.</summary>
    public void Down()
    {
        _server.Locked(() => IsDown = true);
        CutWatches();
    }

    public void Up() => _server.Locked(() => IsDown = false);

    /// <summary>Ends watches with a broken connection. Returns how many.</summary>
    public int CutWatches(Func<RequestInfo, bool>? match = null) => OnWatches(match, w => w.Stream.End(Broken()));

    /// <summary>Ends watches as a time-out of the server does: cleanly, at a line's end.</summary>
    public int EndWatches(Func<RequestInfo, bool>? match = null) => OnWatches(match, w => w.Stream.End());

    /// <summary>Breaks watches in the middle of an event line.</summary>
    public int CutWatchesMidLine(Func<RequestInfo, bool>? match = null) => OnWatches(match, w =>
    {
        w.Stream.Append("{\"type\":\"MODIFIED\",\"object\":{\"apiVers"u8.ToArray());
        w.Stream.End(Broken());
    });

    /// <summary>Sends an ERROR event with 410 Expired and ends the watches.</summary>
    public int ExpireWatches(Func<RequestInfo, bool>? match = null) =>
        OnWatches(match, w => w.SendError(ApiErrors.Expired("too old resource version").Status));

    /// <summary>Sends an ERROR event of any kind and ends the watches.</summary>
    public int FailWatches(int code, string reason, string message, Func<RequestInfo, bool>? match = null) =>
        OnWatches(match, w => w.SendError(ApiErrors.Create(code, reason, message, null).Status));

    /// <summary>Puts a line into the watches that is no event.</summary>
    public int SendLine(string line, Func<RequestInfo, bool>? match = null) =>
        OnWatches(match, w => w.Stream.Append(Encoding.UTF8.GetBytes(line + "\n")));

    /// <summary>Silences watches: they stay open and deliver nothing, not even their end.</summary>
    public int StallWatches(Func<RequestInfo, bool>? match = null) => OnWatches(match, w => w.Stream.Stall(true));

    /// <summary>Lets silenced watches deliver what they held back.</summary>
    public int ResumeWatches(Func<RequestInfo, bool>? match = null) => OnWatches(match, w => w.Stream.Stall(false));

    /// <summary>Slows watches down to so many bytes per interval of the server's clock.</summary>
    public int SlowWatches(int bytes, TimeSpan interval, Func<RequestInfo, bool>? match = null) =>
        OnWatches(match, w => w.Stream.Throttle(bytes, interval));

    /// <summary>Under the server's lock.</summary>
    internal FaultAction? Strike(RequestInfo request)
    {
        if (IsDown)
        {
            return FaultAction.Refuse();
        }

        foreach (var rule in _rules)
        {
            if (rule.Matches(request) && (rule.Probability >= 1 || _random.NextDouble() < rule.Probability))
            {
                rule.Hits++;
                return rule.Action;
            }
        }

        return null;
    }

    internal static IOException Broken() => new HttpIOException(HttpRequestError.ResponseEnded, "the connection was closed in the middle of the answer");

    private int OnWatches(Func<RequestInfo, bool>? match, Action<Watch> act) => _server.Locked(() =>
    {
        var chosen = _server.Watches().Where(w => match is null || match(w.Request)).ToList();
        foreach (var watch in chosen)
        {
            act(watch);
            _server.Touch(watch);
        }

        return chosen.Count;
    });
}
