namespace Alitellm.Operator.Observability;

/// <summary>How a reconcile ended, whatever it found: handled failures are successes, only those that back off are errors.</summary>
internal enum ReconcileOutcome
{
    Success,
    Error,
    Requeued,
}
