namespace Alitellm.Benchmarks.Queueing;

/// <summary>The columns of one row: the best run of several, for others use the machine too.</summary>
/// <param name="Ns">Nanoseconds per add, from the first add until the last key is done.</param>
/// <param name="CpuNs">User and system time of the whole process, per add.</param>
/// <param name="Bytes">Allocated, per add.</param>
internal sealed record QueueFigures(double Ns, double CpuNs, double Bytes, long Deliveries);
