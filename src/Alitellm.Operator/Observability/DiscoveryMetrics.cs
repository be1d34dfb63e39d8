using Alitellm.Api.Discoveries;

namespace Alitellm.Operator.Observability;

/// <summary>What the discoveries of one kind read and write. All series exist from the start, at zero. Thread-safe.</summary>
internal sealed class DiscoveryMetrics
{
    private const string Success = "success";
    private const string Error = "error";

    private readonly string _kind;
    private readonly OperatorInstruments _instruments;
    private readonly OperatorState _state;
    private readonly KeyValuePair<string, object?> _label;

    /// <param name="kind">Full kind name.</param>
    /// <param name="sources">Every value of <c>spec.type</c>.</param>
    internal DiscoveryMetrics(string kind, IReadOnlyList<string> sources, OperatorInstruments instruments, OperatorState state)
    {
        _kind = kind;
        _instruments = instruments;
        _state = state;
        _label = new(MetricLabels.Kind, kind);
        foreach (string source in sources)
        {
            Count(source, Success, 0);
            Count(source, Error, 0);
        }

        foreach (ChildAction action in Enum.GetValues<ChildAction>())
        {
            foreach (ChildWriteResult result in Enum.GetValues<ChildWriteResult>())
            {
                Count(action, result, 0);
            }
        }

        CountFailed(0);
        _instruments.DrainsOverdue.Add(0, _label);
        state.AnnounceSources(kind, sources);
    }

    /// <summary>A source was listed, or could not be.</summary>
    public void Refreshed(string source, bool success) => Count(source, success ? Success : Error, 1);

    /// <summary>How many objects of a discovery are in place. Say it on every pass: after a restart nothing else knows.</summary>
    public void Generated(string @namespace, string name, string source, int count) =>
        _state.SetGenerated(new(_kind, @namespace, name), source, count);

    public void CandidatesFailed(int count) => CountFailed(count);

    public void ChildWritten(ChildAction action, ChildWriteResult result) => Count(action, result, 1);

    public void DrainOverdue() => _instruments.DrainsOverdue.Add(1, _label);

    /// <summary>A discovery is gone, and counts no more.</summary>
    public void Forget(string @namespace, string name) => _state.ForgetGenerated(new(_kind, @namespace, name));

    private void Count(string source, string result, long delta) =>
        _instruments.Refreshes.Add(delta, _label, new(MetricLabels.Source, source), new(MetricLabels.Result, result));

    private void Count(ChildAction action, ChildWriteResult result, long delta) =>
        _instruments.ChildWrites.Add(delta, _label, new(MetricLabels.Action, action.Text()), new(MetricLabels.Result, result.Text()));

    private void CountFailed(long delta) =>
        _instruments.FailedCandidates.Add(delta, _label, new(MetricLabels.Reason, FailedCandidate.ChildCRWriteFailed));
}
