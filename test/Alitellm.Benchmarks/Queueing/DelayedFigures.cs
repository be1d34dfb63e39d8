namespace Alitellm.Benchmarks.Queueing;

/// <param name="EnqueueNs">Nanoseconds per add.</param>
/// <param name="EnqueueCpuNs">Processor nanoseconds per add.</param>
/// <param name="CpuSeconds">Of the whole stretch, adding included.</param>
internal sealed record DelayedFigures(
    double EnqueueNs, double EnqueueCpuNs, double LateP50Ms, double LateP90Ms, double LateP99Ms, double LateMaxMs, double CpuSeconds);
