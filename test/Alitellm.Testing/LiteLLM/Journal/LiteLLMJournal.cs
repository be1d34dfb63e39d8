using System.Globalization;

namespace Alitellm.Testing.LiteLLM;

/// <summary>Everything the stand-in was asked, in order of arrival. Safe to read while requests are under way.</summary>
public sealed class LiteLLMJournal
{
    private readonly Lock gate;
    private readonly List<LiteLLMCall> calls = [];
    private readonly Dictionary<string, int> byOperation = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> writesById = new(StringComparer.Ordinal);
    private long sequence;
    private long tick;
    private int inFlight;
    private Action<LiteLLMCall>? sink;

    internal LiteLLMJournal(Lock gate) => this.gate = gate;

    public IReadOnlyList<LiteLLMCall> Calls
    {
        get
        {
            lock (gate)
            {
                return [.. calls];
            }
        }
    }

    /// <summary>Requests that cannot change anything.</summary>
    public int Reads { get; private set; }

    /// <summary>Mutating requests, whatever became of them.</summary>
    public int Writes { get; private set; }

    /// <summary>Most requests that were under way at one time.</summary>
    public int MaxInFlight { get; private set; }

    /// <summary>Calls per operation, for example <c>POST /model/new</c>.</summary>
    public IReadOnlyDictionary<string, int> ByOperation => Copy(byOperation);

    /// <summary>Mutating requests per id they name.</summary>
    public IReadOnlyDictionary<string, int> WritesById => Copy(writesById);

    public int Count(Func<LiteLLMCall, bool> predicate)
    {
        lock (gate)
        {
            return calls.Count(predicate);
        }
    }

    /// <summary>Calls of one operation, for example <c>POST /model/new</c>.</summary>
    public int CountOf(string operation)
    {
        lock (gate)
        {
            return byOperation.GetValueOrDefault(operation);
        }
    }

    /// <summary>Pairs of mutating requests that the server worked on at the same time. A request whose client left counts until the server was done.</summary>
    /// <param name="filter">Which mutating requests to look at; null for all.</param>
    public IReadOnlyList<(LiteLLMCall First, LiteLLMCall Second)> OverlappingWrites(Func<LiteLLMCall, bool>? filter = null)
    {
        lock (gate)
        {
            var pairs = new List<(LiteLLMCall, LiteLLMCall)>();
            var open = new List<LiteLLMCall>();
            foreach (var call in calls.Where(call => call.IsWrite && (filter is null || filter(call))))
            {
                open.RemoveAll(earlier => !earlier.Overlaps(call));
                pairs.AddRange(open.Select(earlier => (earlier, call)));
                open.Add(call);
            }

            return pairs;
        }
    }

    /// <summary>From now on appends every call to <paramref name="stream"/> as a JSON line when it completes. The caller closes the stream.</summary>
    public void AppendTo(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        lock (gate)
        {
            sink = JournalLines.Appender(stream);
        }
    }

    /// <summary>Forgets all calls and counters. Sequence numbers go on.</summary>
    public void Clear()
    {
        lock (gate)
        {
            calls.Clear();
            byOperation.Clear();
            writesById.Clear();
            (Reads, Writes, MaxInFlight) = (0, 0, inFlight);
        }
    }

    internal LiteLLMCall Arrive(WireRequest request, string path, string operation, string? subject, int replica, DateTimeOffset now)
    {
        var isWrite = request.Method != "GET" && operation != "POST /key/health";
        var call = new LiteLLMCall
        {
            Sequence = ++sequence,
            Arrived = now,
            ArrivalTick = ++tick,
            Replica = replica,
            Method = request.Method,
            Path = path,
            Query = request.Query,
            Operation = operation,
            Subject = subject,
            Body = request.Body.IsEmpty ? null : System.Text.Encoding.UTF8.GetString(request.Body.Span),
            Caller = request.Header("User-Agent"),
            Process = request.Process,
            IsWrite = isWrite,
        };
        calls.Add(call);
        Increment(byOperation, operation);
        if (isWrite)
        {
            Writes++;
            if (subject is not null)
            {
                Increment(writesById, subject);
            }
        }
        else
        {
            Reads++;
        }

        MaxInFlight = Math.Max(MaxInFlight, ++inFlight);
        return call;
    }

    internal void Complete(LiteLLMCall call, LiteLLMCallOutcome outcome, int? status, DateTimeOffset now)
    {
        inFlight--;
        call.Completed = now;
        call.CompletionTick = ++tick;
        call.Status = status;
        call.Outcome = outcome;
        sink?.Invoke(call);
    }

    private static void Increment(Dictionary<string, int> counters, string key) => counters[key] = counters.GetValueOrDefault(key) + 1;

    private Dictionary<string, int> Copy(Dictionary<string, int> counters)
    {
        lock (gate)
        {
            return new Dictionary<string, int>(counters, StringComparer.Ordinal);
        }
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Reads} reads, {Writes} writes");
}
