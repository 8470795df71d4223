"""The steps, timed, as JSON. Uses settings and step."""

import json
import resource
import statistics
import time

for _ in range(WARM_UP):
    step()
times = []
for _ in range(STEPS):
    start = time.perf_counter()
    # Reading the losses waits for the device.
    step()
    times.append(1000 * (time.perf_counter() - start))
print(
    json.dumps(
        {
            "version": torch.__version__,
            "threads": torch.get_num_threads(),
            "median_ms": statistics.median(times),
            "min_ms": min(times),
            "max_ms": max(times),
            # Kilobytes on Linux.
            "peak_bytes": 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
            "weights": [sum(weight.numel() for weight in net.parameters()) for net in (g, d)],
        }
    )
)
