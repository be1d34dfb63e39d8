using System.Collections.Concurrent;

namespace Alitellm.Operator.Observability;

/// <summary>
/// What happens to the objects of one kind. Having this handle means that every series of the kind exists: its label combinations are
/// created at zero with it, and those with a namespace for every watched namespace, or when the namespace is first seen. Thread-safe.
/// </summary>
internal sealed class KindMetrics
{
    private readonly KindLabels _labels;
    private readonly OperatorInstruments _instruments;
    private readonly OperatorState _state;
    private readonly TimeProvider _timeProvider;
    private readonly KeyValuePair<string, object?> _kind;
    private readonly ConcurrentDictionary<string, bool> _namespaces = new(StringComparer.Ordinal);

    internal KindMetrics(KindLabels labels, OperatorInstruments instruments, OperatorState state, TimeProvider timeProvider, IReadOnlyList<string> namespaces)
    {
        _labels = labels;
        _instruments = instruments;
        _state = state;
        _timeProvider = timeProvider;
        _kind = new(MetricLabels.Kind, labels.Kind);
        CreateSeries();
        foreach (string name in namespaces)
        {
            CreateSeries(name);
        }
    }

    private bool WritesToLiteLLM => _labels.DriftDomain is not null;

    public void ReconcileEnded(ReconcileOutcome outcome) => Count(outcome, 1);

    /// <summary>Counts a pass by the reason its Ready condition has afterwards, whether or not that was written.</summary>
    public void Reported(string @namespace, string? reason)
    {
        CreateSeries(@namespace);
        Count(@namespace, ReconcileResultLabel.Of(reason), 1);
    }

    /// <summary>Restarts the status age of an object. Call it after every successful pass, also one that changed nothing.</summary>
    public void Succeeded(string @namespace, string name) => _state.StatusAges.Touch(Key(@namespace, name));

    /// <exception cref="ArgumentOutOfRangeException">The kind does not know this correction.</exception>
    public void DriftCorrected(DriftAction action)
    {
        if (!_labels.DriftActions.Contains(action))
        {
            throw new ArgumentOutOfRangeException(nameof(action), action, $"{_labels.Kind} has no such correction");
        }

        Count(action, 1);
    }

    /// <summary>Counts an object that came into a conflict or out of it; call it on the transition only.</summary>
    /// <exception cref="InvalidOperationException">The kind claims nothing in LiteLLM.</exception>
    public void Conflicted(ConflictRole role)
    {
        RequireWriter();
        Count(role, 1);
    }

    /// <summary>Counts a finalizer that was dropped although nothing confirmed the delete.</summary>
    /// <exception cref="InvalidOperationException">The kind claims nothing in LiteLLM.</exception>
    public void DeletionOrphaned()
    {
        RequireWriter();
        _instruments.Orphaned.Add(1, _kind);
    }

    /// <summary>An object is kept because its delete could not be confirmed. The series stays until <see cref="DeletionUnblocked"/> or <see cref="Forget"/>.</summary>
    public void DeletionBlocked(string @namespace, string name) => _state.Block(Key(@namespace, name));

    public void DeletionUnblocked(string @namespace, string name) => _state.Unblock(Key(@namespace, name));

    /// <summary>The whole kind was listed in LiteLLM without an error.</summary>
    public void Relisted(string endpoint, int entries)
    {
        _state.Relisted(_labels.Kind, endpoint, entries, _timeProvider.GetUtcNow());
        CountList(succeeded: true, 1);
    }

    public void RelistFailed() => CountList(succeeded: false, 1);

    /// <summary>The endpoint is no longer listed.</summary>
    public void ForgetEntries(string endpoint) => _state.ForgetEntries(_labels.Kind, endpoint);

    /// <summary>Drops the series of an object that is gone.</summary>
    public void Forget(string @namespace, string name)
    {
        ObjectLabels key = Key(@namespace, name);
        _state.StatusAges.Forget(key);
        _state.Unblock(key);
    }

    private void CreateSeries()
    {
        foreach (ReconcileOutcome outcome in Enum.GetValues<ReconcileOutcome>())
        {
            Count(outcome, 0);
        }

        foreach (DriftAction action in _labels.DriftActions)
        {
            Count(action, 0);
        }

        if (!WritesToLiteLLM)
        {
            return;
        }

        foreach (ConflictRole role in Enum.GetValues<ConflictRole>())
        {
            Count(role, 0);
        }

        _instruments.Orphaned.Add(0, _kind);
        CountList(succeeded: true, 0);
        CountList(succeeded: false, 0);
        foreach (string cause in ChangeCauseLabel.All)
        {
            foreach (string result in ChangeResultLabel.All)
            {
                _instruments.Writes.Add(0, _kind, new(MetricLabels.Cause, cause), new(MetricLabels.Result, result));
            }
        }
    }

    private void CreateSeries(string @namespace)
    {
        if (!_namespaces.TryAdd(@namespace, true))
        {
            return;
        }

        foreach (string result in ReconcileResultLabel.All)
        {
            Count(@namespace, result, 0);
        }
    }

    private void Count(ReconcileOutcome outcome, long delta) =>
        _instruments.Outcomes.Add(delta, _kind, new(MetricLabels.Result, outcome.Text()));

    private void Count(string @namespace, string result, long delta) =>
        _instruments.Results.Add(delta, _kind, new(MetricLabels.Namespace, @namespace), new(MetricLabels.Result, result));

    private void Count(DriftAction action, long delta) =>
        _instruments.Corrections.Add(delta, new(MetricLabels.Domain, _labels.DriftDomain), new(MetricLabels.Action, action.Text()));

    private void Count(ConflictRole role, long delta) =>
        _instruments.Conflicts.Add(delta, _kind, new(MetricLabels.Role, role.Text()));

    private void CountList(bool succeeded, long delta) =>
        _instruments.RemoteLists.Add(delta, _kind, new(MetricLabels.Result, ChangeResultLabel.Of(succeeded)));

    private void RequireWriter()
    {
        if (!WritesToLiteLLM)
        {
            throw new InvalidOperationException($"{_labels.Kind} claims nothing in LiteLLM");
        }
    }

    private ObjectLabels Key(string @namespace, string name) => new(_labels.Kind, @namespace, name);
}
