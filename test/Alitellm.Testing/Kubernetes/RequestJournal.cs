namespace Alitellm.Testing.Kubernetes;

/// <summary>Every request in order of arrival. Thread-safe.</summary>
public sealed class RequestJournal
{
    private readonly Lock _gate = new();
    private readonly List<RequestRecord> _records = [];
    private long _sequence;

    internal RequestJournal()
    {
    }

    /// <summary>A copy of all records.</summary>
    public IReadOnlyList<RequestRecord> Records
    {
        get
        {
            lock (_gate)
            {
                return [.. _records];
            }
        }
    }

    public int Count(Func<RequestRecord, bool> match)
    {
        lock (_gate)
        {
            return _records.Count(match);
        }
    }

    /// <summary>Requests with a verb, of one resource or of all.</summary>
    public int Count(string verb, string? resource = null) =>
        Count(r => r.Request.Verb == verb && (resource is null || r.Request.Resource == resource));

    /// <summary>Requests that change something, of one resource or of all.</summary>
    public int Writes(string? resource = null) => Count(r => r.Request.IsWrite && (resource is null || r.Request.Resource == resource));

    /// <summary>Writes to the status subresource.</summary>
    public int StatusWrites(string? resource = null) =>
        Count(r => r.Request.IsWrite && r.Request.Subresource == "status" && (resource is null || r.Request.Resource == resource));

    /// <summary>Forgets the records; the sequence goes on.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _records.Clear();
        }
    }

    internal RequestRecord Begin(DateTimeOffset time, RequestInfo request)
    {
        lock (_gate)
        {
            var record = new RequestRecord(++_sequence, time, request);
            _records.Add(record);
            return record;
        }
    }
}
