using System.Diagnostics;
using System.Globalization;

namespace Alitellm.Benchmarks.Informers;

/// <summary>What the kernel says about this process and machine.</summary>
internal static class ProcessFigures
{
    public static double CpuSeconds()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime.TotalSeconds;
    }

    public static double RssMiB() => Status("VmRSS:");

    public static double PeakRssMiB() => Status("VmHWM:");

    public static double LoadAverage()
    {
        return double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture);
    }

    private static double Status(string name)
    {
        var line = File.ReadLines("/proc/self/status").First(l => l.StartsWith(name, StringComparison.Ordinal));
        return double.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }
}
