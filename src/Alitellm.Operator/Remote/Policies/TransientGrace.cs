using Alitellm.Kubernetes;

namespace Alitellm.Operator.Remote.Policies;

/// <summary>An object that was Ready stays so through short outages of LiteLLM; a new one shows the failure at once.</summary>
internal sealed class TransientGrace
{
    /// <summary>Decision C.7.</summary>
    public static readonly TimeSpan DefaultGrace = TimeSpan.FromMinutes(2);

    private readonly Lock _gate = new();
    private readonly Dictionary<ObjectKey, long> _failingSince = [];
    private readonly TimeSpan _grace;
    private readonly TimeProvider _time;

    public TransientGrace(TimeProvider time)
        : this(DefaultGrace, time)
    {
    }

    /// <param name="grace">How long failures are kept from an object that was Ready.</param>
    public TransientGrace(TimeSpan grace, TimeProvider time)
    {
        _grace = grace;
        _time = time;
    }

    /// <summary>Called at each transient failure: whether the object must now show it. The grace runs from the first of a row of failures.</summary>
    /// <param name="wasReady">Whether the object's status says Ready.</param>
    public bool ShouldReport(ObjectKey key, bool wasReady)
    {
        return ShouldReport(key, wasReady, out _);
    }

    /// <inheritdoc cref="ShouldReport(ObjectKey, bool)"/>
    /// <param name="left">When nothing is reported: how much grace is left, for a look just in time.</param>
    public bool ShouldReport(ObjectKey key, bool wasReady, out TimeSpan left)
    {
        left = TimeSpan.Zero;
        lock (_gate)
        {
            if (!wasReady)
            {
                return true;
            }

            if (!_failingSince.TryGetValue(key, out var since))
            {
                _failingSince.Add(key, since = _time.GetTimestamp());
            }

            left = _grace - _time.GetElapsedTime(since);
            if (left > TimeSpan.Zero)
            {
                return false;
            }

            left = TimeSpan.Zero;
            return true;
        }
    }

    /// <summary>Ends a row of failures: a call succeeded, or the object is gone.</summary>
    public void Clear(ObjectKey key)
    {
        lock (_gate)
        {
            _failingSince.Remove(key);
        }
    }
}
