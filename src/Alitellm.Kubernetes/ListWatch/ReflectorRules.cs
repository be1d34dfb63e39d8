using Alitellm.Kubernetes.Client;

namespace Alitellm.Kubernetes.ListWatch;

/// <summary>Decides what follows the end of a list or watch. Knows no server and no store.</summary>
/// <param name="mayBeAbsent">A kind that is not served is expected.</param>
internal sealed class ReflectorRules(TimeProvider timeProvider, Random random, bool mayBeAbsent)
{
    // Below this a watch that brought nothing was no watch: asking again at once would be a hot loop.
    private static readonly TimeSpan ShortWatch = TimeSpan.FromSeconds(1);

    // How long a failing server is only re-watched before the list is tried as well.
    private static readonly TimeSpan PatienceWithErrors = TimeSpan.FromMinutes(2);

    private readonly RetryDelays _delays = new(timeProvider, random);
    private bool _expiredBefore;
    private long? _errorsSince;

    public NextStep AfterListFailure(KubernetesApiException failure, bool quorum)
    {
        return failure switch
        {
            { IsExpired: true } when !quorum => NextStep.QuorumList(),
            { IsNotFound: true } when mayBeAbsent => new(true, quorum, _delays.Absent()),
            { Status: null, Reason: ApiFailures.Unreachable or ApiFailures.TimedOut } => new(true, quorum, _delays.Unreachable()),
            _ => new(true, quorum, _delays.Refused(failure.RetryAfter)),
        };
    }

    public NextStep AfterWatch(in WatchEnd end)
    {
        var useful = end.Lines > 0 || end.Lasted >= ShortWatch;
        if (end.Kind != WatchEndKind.Refused)
        {
            _errorsSince = null;
        }

        switch (end.Kind)
        {
            case WatchEndKind.Ended:
                _expiredBefore &= !useful;
                return NextStep.Watch(useful ? TimeSpan.Zero : _delays.Refused(null));
            case WatchEndKind.Idle:
                return NextStep.Watch();
            case WatchEndKind.Cut:
                _expiredBefore &= !useful;
                // The first attempt after a cut is free; if nobody is there the next ones are not.
                return NextStep.Watch(useful ? TimeSpan.Zero : _delays.Unreachable());
            case WatchEndKind.Unreachable:
                return NextStep.Watch(end.Failure?.Reason == ApiFailures.Unreachable ? _delays.Unreachable() : _delays.Refused(null));
            case WatchEndKind.Malformed:
                return NextStep.Relist(_delays.Refused(null));
            default:
                return AfterRefusal(end.Failure!, end.Lines > 1);
        }
    }

    private NextStep AfterRefusal(KubernetesApiException failure, bool progress)
    {
        if (failure.IsExpired)
        {
            // At once, unless the version of a fresh list was refused as well.
            var again = _expiredBefore && !progress;
            _expiredBefore = true;
            return NextStep.QuorumList(again ? _delays.Refused(failure.RetryAfter) : TimeSpan.Zero);
        }

        if (failure.Status == 429)
        {
            return NextStep.Watch(_delays.Refused(failure.RetryAfter));
        }

        if (failure.Status is not >= 500)
        {
            return NextStep.Relist(_delays.Refused(failure.RetryAfter));
        }

        _errorsSince ??= timeProvider.GetTimestamp();
        var patient = timeProvider.GetElapsedTime(_errorsSince.Value) < PatienceWithErrors;
        _errorsSince = patient ? _errorsSince : null;
        return new(!patient, false, _delays.Refused(failure.RetryAfter));
    }
}
