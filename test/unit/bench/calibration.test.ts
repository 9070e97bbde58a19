import assert from 'node:assert/strict';
import { measureCalibration } from '../../bench/calibration.ts';

describe('bench: the calibration loop', () => {
  it('measures the machine in milliseconds', () => {
    const { name, unit, value, min, max } = measureCalibration();
    assert.deepEqual([name, unit], ['machine.calibrationMs', 'ms']);
    assert.ok(min > 0 && min <= value && value <= max);
  });
});
